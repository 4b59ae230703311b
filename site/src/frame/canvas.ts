// The canvas, made ready while the browser still compiles the program. The first WebGL
// context of a page takes the browser a second where it draws by software, and
// Ebitengine would make it only when everything else is done; so the context is
// made here, and Ebitengine is given this canvas when it asks for one.

/** As Ebitengine asks for (internal/graphicsdriver/opengl/graphics_js.go): a second request gets the same context. */
const attributes: WebGLContextAttributes = { alpha: true, premultipliedAlpha: true, stencil: true };

/** Prepares the canvas that the program will get; false if the browser does not offer WebGL 2. */
export function prepareCanvas(): boolean {
  const canvas = document.createElement("canvas");
  try {
    if (!canvas.getContext("webgl2", attributes)) return false;
  } catch {
    return false;
  }
  // Ebitengine asks for the first place in the order of Tab, before all that comes before it.
  new MutationObserver(() => {
    if (canvas.tabIndex > 0) canvas.tabIndex = 0;
  }).observe(canvas, { attributeFilter: ["tabindex"] });
  const create = document.createElement;
  document.createElement = (name: string, options?: ElementCreationOptions) => {
    if (name !== "canvas") return create.call(document, name, options);
    document.createElement = create;
    return canvas;
  };
  return true;
}
