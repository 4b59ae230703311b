// The script of the page about embedding: its examples name the site that the
// page is on, so that they can be pasted as they are.
import { startTheme } from "./theme.ts";

startTheme();
const site = new URL("./", location.href).href;
for (const code of document.querySelectorAll("pre code")) {
  code.textContent = code.textContent?.replaceAll("https://your.site/gopark/", site) ?? "";
}
