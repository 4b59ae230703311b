// What a page and the service worker say to each other.

/** A page is there and has loaded. */
export interface Here {
  gopark: "offline";
  type: "here";
}

/** The site works without the network from now on. */
export interface Ready {
  gopark: "offline";
  type: "ready";
}
