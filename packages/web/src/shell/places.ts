/** The pages of the menu, with the key that leads there after `g`. */
export const PLACES = [
  { to: "/", name: "Today", key: "t" },
  { to: "/stories", name: "Stories", key: "s" },
  { to: "/statements", name: "Statements", key: "q" },
  { to: "/wording", name: "Wording", key: "w" },
  { to: "/map", name: "Map", key: "m" },
  { to: "/calendar", name: "Calendar", key: "c" },
  { to: "/review", name: "Review", key: "r" },
  { to: "/paste", name: "Paste", key: "p" },
  { to: "/sources", name: "Sources", key: "o" },
] as const;
