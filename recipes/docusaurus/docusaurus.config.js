// The address of the player's site.
const gopark = "https://your.site/gopark/";

/** @type {import("@docusaurus/types").Config} */
export default {
  title: "Goroutines",
  url: "https://your.site",
  baseUrl: "/",
  onBrokenLinks: "ignore",
  scripts: [{ src: `${gopark}gopark.js`, defer: true }],
  presets: [["classic", { docs: { routeBasePath: "/" }, blog: false }]],
  themeConfig: { navbar: { title: "Goroutines" } },
};
