import { listStories, openArchive, searchStatements, timeline } from "../src/index.ts";

/**
 * Reads an archive over and over until it is ended, and prints a line each time: how many events a timeline counts and "ok",
 * or what is wrong. A timeline's total must agree with its points, and never shrink.
 */
const archive = openArchive(process.argv[2] ?? "", { readonly: true });
let last = 0;
function look(): void {
  const { points, total } = timeline(archive, { source: "FRA", target: "CHN" });
  const sum = points.reduce((n, point) => n + point.events, 0);
  searchStatements(archive, { words: "France met", limit: 3 });
  listStories(archive, { limit: 5 });
  const wrong = sum !== total.events ? "points and total disagree" : total.events < last ? "events were lost" : null;
  last = total.events;
  process.stdout.write(`${total.events} ${wrong ?? "ok"}\n`);
  setTimeout(look, 5);
}
look();
