/** The pages of the menu, with the key that leads there after `g`. */
export const PLACES = [{ to: "/stories", name: "Stories", key: "s" }] as const;
