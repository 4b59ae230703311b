// The styles in the shadow tree of <gopark-player>. From 860 px on the code
// stands beside the picture, as in styles/embed.css; below, under it.
export const styles = new CSSStyleSheet();
styles.replaceSync(`
  :host { display: block; position: relative; min-width: 0; contain: layout paint; container-type: inline-size; }
  :host([hidden]) { display: none; }
  .room { position: relative; height: var(--gopark-height, 560px); overflow: auto; direction: ltr; text-align: start; }
  @container (max-width: 859px) {
    :host(:not([code="hide"], [code="false"])) .room, :host([editable]) .room { height: var(--gopark-height, clamp(480px, 94svh, 860px)); }
  }
  iframe { position: absolute; inset: 0; width: 100%; height: 100%; border: 0; display: block; color-scheme: normal; }
  iframe.silent { visibility: hidden; }
  .room:has(> img) { display: grid; grid-template-columns: minmax(0, 1fr); align-content: start; }
  img { grid-area: 1 / 1; width: 100%; height: auto; max-height: 100%; object-fit: contain; object-position: top; }
  button { position: absolute; inset: auto 0 16px; margin: auto; width: max-content; font: 600 16px/1 system-ui, sans-serif; padding: 14px 22px; border-radius: 9px; border: 1px solid #fff; background: #1b2228; color: #fff; cursor: pointer; }
  img + button { position: static; grid-area: 1 / 1; place-self: center; z-index: 1; }
  button:focus-visible { outline: 3px solid #5ab0f2; outline-offset: 2px; }
`);
