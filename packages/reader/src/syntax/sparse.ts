/**
 * A first tagger and parser: both sum rows of hashed features into one hidden layer. It gives the other rooms trees
 * while the encoder is being trained.
 */
import type { Tokens } from "../text/tokens.ts";
import type { ModelFile } from "./model.ts";
import { DEPREL, Rel, UPOS, Upos, XPOS } from "./syntax.ts";

interface Facts {
  tags: string[];
  rels: string[];
}

const LEX = 12;
const NONE = 198;

export function openSparse(model: ModelFile) {
  const facts = model.facts as unknown as Facts;
  const known = new Set(model.array("known", "i32"));
  const clusterOf = new Map<number, number>();
  const c64 = model.array("c64", "i16");
  const c512 = model.array("c512", "i16");
  model.array("vectors", "i32").forEach((h, i) => {
    clusterOf.set(h, i);
  });
  const cache = new Map<string, Int32Array>();
  const tagger = layer(model, "tagger", 1);
  const parser = layer(model, "parser", 3);
  const tagUpos = facts.tags.map((t) => UPOS.indexOf(t.split("|")[0] as (typeof UPOS)[number]));
  const tagXpos = facts.tags.map((t) => XPOS.indexOf(t.split("|")[1] as (typeof XPOS)[number]));
  const studyUpos = [...new Set(facts.tags.map((t) => t.split("|")[0]))];
  const tagU = facts.tags.map((t) => studyUpos.indexOf(t.split("|")[0] as string));
  const pid = studyUpos.indexOf("PUNCT");
  const vid = studyUpos.indexOf("VERB");
  const cid = studyUpos.indexOf("CCONJ");
  const rels = facts.rels.map((r) => DEPREL.indexOf(r as (typeof DEPREL)[number]));
  const rootId = facts.rels.indexOf("root");
  const idx = new Int32Array(200);

  function lex(form: string): Int32Array {
    let r = cache.get(form);
    if (r) return r;
    let low = form.toLowerCase().replace(/[0-9]/g, "0");
    if (/^(https?:|www\.)/.test(low)) low = "<url>";
    const L = low.length;
    r = new Int32Array(LEX);
    r[0] = hash(low, 0, L);
    r[1] = hash(form, 0, form.length);
    for (let k = 1; k <= 4; k++) r[1 + k] = hash(low, L > k ? L - k : 0, L) + k;
    for (let k = 1; k <= 3; k++) r[5 + k] = hash(low, 0, L < k ? L : k) + 77 * k;
    const up = form !== form.toLowerCase();
    const lo = form !== form.toUpperCase();
    const first = form.charAt(0);
    const init = first !== first.toLowerCase();
    r[9] =
      (up ? (lo ? (init ? 1 : 2) : form.length === 1 ? 3 : 4) : lo ? 5 : 6) +
      8 * (/[0-9]/.test(form) ? 1 : 0) +
      16 * (/-/.test(form) ? 1 : 0) +
      32 * (/[.']/.test(form) ? 1 : 0);
    const plain = form.toLowerCase();
    const gi = clusterOf.get(hash(plain, 0, plain.length)) ?? clusterOf.get(hash(low, 0, low.length));
    r[10] = gi === undefined ? -1 : (c64[gi] as number);
    r[11] = gi === undefined ? -1 : (c512[gi] as number);
    if (cache.size > 50_000) cache.clear();
    cache.set(form, r);
    return r;
  }

  function tag(L: readonly Int32Array[], out: Int16Array): void {
    const n = L.length;
    const M = tagger.mask;
    let p1 = -1;
    let p2 = -1;
    for (let i = 0; i < n; i++) {
      let k = 0;
      let sl = 0;
      for (let o = -2; o <= 2; o++) {
        const r = L[i + o];
        if (!r) {
          idx[k++] = mix(sl, o < 0 ? -101 : -102, M);
          sl += 4;
          continue;
        }
        const w = r[0] as number;
        const unk = !known.has(w);
        idx[k++] = mix(sl++, unk ? -7 : w, M);
        idx[k++] = mix(sl++, r[4] as number, M);
        idx[k++] = mix(sl++, r[9] as number, M);
        idx[k++] = mix(sl++, (r[11] as number) + 1000, M);
        if (o === 0) {
          if (!unk) idx[k++] = mix(30, r[1] as number, M);
          for (let q = 0; q < 2; q++) idx[k++] = mix(31 + q, r[2 + q] as number, M);
          for (let q = 0; q < 4; q++) idx[k++] = mix(33 + q, r[5 + q] as number, M);
          idx[k++] = mix(37, (r[9] as number) * 2 + (i === 0 ? 1 : 0), M);
          idx[k++] = mix(38, (r[10] as number) + 1000, M);
        } else if (o === 1 || o === -1) idx[k++] = mix(40 + o, r[3] as number, M);
      }
      idx[k++] = mix(50, p1, M);
      idx[k++] = mix(51, p1 * 131 + p2, M);
      const w0 = (L[i] as Int32Array)[0] as number;
      idx[k++] = mix(52, Math.imul(p1 + 1, 7919) ^ w0, M);
      const before = L[i - 1];
      const after = L[i + 1];
      if (before) idx[k++] = mix(53, Math.imul(before[0] as number, 31) ^ w0, M);
      if (after) idx[k++] = mix(54, Math.imul(w0, 31) ^ (after[0] as number), M);
      if (before && after)
        idx[k++] = mix(55, Math.imul(before[11] as number, 31) ^ Math.imul(after[11] as number, 1031), M);
      tagger.sum(idx, k);
      const b = argmax(tagger.score(0));
      out[i + 1] = b;
      p2 = p1;
      p1 = b;
    }
  }

  /** Tags and parses one sentence; writes into the arrays of the story from word `at` on. */
  return function parseSentence(
    tokens: Tokens,
    at: number,
    stop: number,
    upos: Uint8Array,
    xpos: Uint8Array,
    head: Int32Array,
    deprel: Uint8Array,
  ): void {
    const n = stop - at;
    const L: Int32Array[] = [];
    for (let i = at; i < stop; i++) L.push(lex(tokens.form[i] as string));
    const T = new Int16Array(n + 2);
    tag(L, T);
    const z = n + 1;
    const W = new Int32Array(n + 2);
    const C = new Int32Array(n + 2);
    const S = new Int32Array(n + 2);
    const cp = new Int32Array(n + 2);
    const cv = new Int32Array(n + 2);
    const cc = new Int32Array(n + 2);
    W[0] = 1;
    C[0] = -11;
    S[0] = 1;
    T[0] = 200;
    W[z] = C[z] = S[z] = -9;
    T[z] = NONE;
    for (let i = 1; i <= n; i++) {
      const r = L[i - 1] as Int32Array;
      W[i] = known.has(r[0] as number) ? (r[0] as number) : -7;
      C[i] = (r[11] as number) + 1000;
      S[i] = r[4] as number;
      const t = T[i] as number;
      upos[at + i - 1] = tagUpos[t] ?? Upos.X;
      xpos[at + i - 1] = tagXpos[t] ?? 0;
      const u = tagU[t];
      cp[i] = (cp[i - 1] as number) + (u === pid ? 1 : 0);
      cv[i] = (cv[i - 1] as number) + (u === vid ? 1 : 0);
      cc[i] = (cc[i - 1] as number) + (u === cid ? 1 : 0);
    }
    const hd = new Int32Array(n + 2).fill(-1);
    const lb = new Int16Array(n + 2).fill(-9);
    const l1 = new Int32Array(n + 2).fill(z);
    const l2 = new Int32Array(n + 2).fill(z);
    const r1 = new Int32Array(n + 2).fill(z);
    const r2 = new Int32Array(n + 2).fill(z);
    const lv = new Uint8Array(n + 2);
    const rv = new Int32Array(n + 2);
    const st = new Int32Array(n + 2);
    let sp = 1;
    let b = 1;
    const g = (a: Int32Array | Int16Array | Uint8Array, i: number) => a[i] as number;

    function features(): number {
      const M = parser.mask;
      const s0 = sp > 0 ? g(st, sp - 1) : z;
      const s1 = sp > 1 ? g(st, sp - 2) : z;
      const s2 = sp > 2 ? g(st, sp - 3) : z;
      const s3 = sp > 3 ? g(st, sp - 4) : z;
      const b0 = b <= n ? b : z;
      const b1 = b + 1 <= n ? b + 1 : z;
      const b2 = b + 2 <= n ? b + 2 : z;
      const b3 = b + 3 <= n ? b + 3 : z;
      let k = 0;
      const put = (slot: number, v: number) => {
        idx[k++] = mix(slot, v, M);
      };
      [s0, s1, s2, b0, b1, b2].forEach((i, q) => {
        put(q, g(W, i));
        put(6 + q, g(T, i));
      });
      put(12, g(T, s3));
      put(13, g(T, b3));
      [s0, s1, b0, b1, s2, b2].forEach((i, q) => {
        put(14 + q, g(C, i));
      });
      [s0, s1, b0].forEach((i, q) => {
        put(20 + q, g(S, i));
      });
      const a0 = g(l1, s0);
      const a1 = g(r1, s0);
      const c0 = g(l1, s1);
      const c1 = g(r1, s1);
      const d0 = g(l1, b0);
      const children = [a0, a1, g(l2, s0), g(r2, s0), c0, c1, g(l2, s1), g(r2, s1), d0, g(l2, b0)];
      children.push(g(l1, a0), g(r1, a1), g(l1, c0), g(r1, c1));
      children.forEach((c, j) => {
        put(30 + j, c === z ? NONE : g(T, c));
        if (c !== z) put(50 + j, g(lb, c));
      });
      [a0, a1, c0, c1, d0].forEach((c, q) => {
        if (c !== z) put(70 + q, g(W, c));
      });
      if (s0 !== z) {
        put(75, s0 > 0 ? g(T, s0 - 1) : NONE);
        put(76, s0 < n ? g(T, s0 + 1) : NONE);
      }
      if (s1 !== z) {
        put(77, s1 > 0 ? g(T, s1 - 1) : NONE);
        put(78, s1 < n ? g(T, s1 + 1) : NONE);
      }
      if (b0 !== z) put(79, g(T, b0 - 1));
      const ds = s0 !== z && s1 !== z ? Math.min(s0 - s1, 12) : 0;
      const db = s0 !== z && b0 !== z ? Math.min(b0 - s0, 12) : 0;
      put(80, ds);
      put(81, db);
      put(82, g(lv, s0) * 8 + Math.min(g(rv, s0), 7));
      put(83, g(lv, s1) * 8 + Math.min(g(rv, s1), 7));
      put(84, g(lv, b0));
      const between = (i: number, j: number) =>
        Math.min(3, g(cp, j) - g(cp, i)) + Math.min(2, g(cv, j) - g(cv, i)) * 4 + Math.min(1, g(cc, j) - g(cc, i)) * 16;
      if (s0 !== z && b0 !== z) put(85, between(s0, b0 - 1));
      if (s0 !== z && s1 !== z) put(86, between(s1, s0));
      const t0 = g(T, s0);
      const t1 = g(T, s1);
      const tb = g(T, b0);
      put(90, t0 * 211 + tb);
      put(91, t1 * 211 + t0);
      put(92, (t0 * 211 + tb) * 211 + g(T, b1));
      put(93, (t1 * 211 + t0) * 211 + tb);
      const w0 = g(W, s0);
      const w1 = g(W, s1);
      const wb = g(W, b0);
      put(94, Math.imul(w0, 31) ^ wb);
      put(95, Math.imul(w1, 31) ^ w0);
      put(96, Math.imul(w0, 31) ^ tb);
      put(97, Math.imul(wb, 31) ^ t0);
      put(98, Math.imul(w1, 31) ^ t0);
      put(99, Math.imul(w0, 31) ^ t1);
      put(100, (t0 * 211 + tb) * 16 + db);
      put(101, (t1 * 211 + t0) * 16 + ds);
      put(102, Math.imul(Math.imul(w1, 31) ^ t0, 31) ^ wb);
      return k;
    }

    for (let steps = 2 * n; steps > 0; steps--) {
      const more = b <= n;
      const canLeft = more && g(st, sp - 1) !== 0;
      const canRight = sp >= 2 && (g(st, sp - 2) !== 0 || (!more && sp === 2));
      parser.sum(idx, features());
      let a = more ? 0 : canRight ? 2 : 1;
      if (Number(more) + Number(canLeft) + Number(canRight) > 1) {
        const o = parser.score(0);
        let best = -Infinity;
        [more, canLeft, canRight].forEach((can, q) => {
          if (can && g2(o, q) > best) {
            best = g2(o, q);
            a = q;
          }
        });
      }
      if (a === 0) {
        st[sp++] = b++;
        continue;
      }
      const c = g(st, --sp);
      const h = a === 1 ? b : g(st, sp - 1);
      let l = rootId;
      if (h !== 0) {
        const o = parser.score(a);
        o[rootId] = -Infinity;
        l = argmax(o);
      }
      hd[c] = h;
      lb[c] = l;
      if (a === 1) {
        l2[h] = g(l1, h);
        l1[h] = c;
        if (g(lv, h) < 7) lv[h] = g(lv, h) + 1;
      } else {
        r2[h] = g(r1, h);
        r1[h] = c;
        rv[h] = g(rv, h) + 1;
      }
    }
    for (let i = 1; i <= n; i++) {
      const h = hd[i] as number;
      head[at + i - 1] = h === 0 ? -1 : at + h - 1;
      deprel[at + i - 1] = h === 0 ? Rel.root : (rels[g(lb, i)] ?? Rel.dep);
    }
  };
}

function g2(a: Float32Array, i: number): number {
  return a[i] as number;
}

function argmax(o: Float32Array): number {
  let b = 0;
  for (let c = 1; c < o.length; c++) if ((o[c] as number) > (o[b] as number)) b = c;
  return b;
}

function layer(model: ModelFile, name: string, heads: number) {
  const rows = model.array(`${name}.rows`, "i8");
  const bias = model.array(`${name}.bias`, "f32");
  const scale = model.array(`${name}.scale`, "f32")[0] as number;
  const H = bias.length;
  const sums = new Int32Array(H);
  const hidden = new Float32Array(H);
  const outs = Array.from({ length: heads }, (_, q) => {
    const b = model.array(`${name}.${q}.bias`, "f32");
    return { w: model.array(`${name}.${q}.weights`, "f32"), b, o: new Float32Array(b.length) };
  });
  return {
    mask: rows.length / H - 1,
    sum(index: Int32Array, n: number): void {
      sums.fill(0);
      for (let i = 0; i < n; i++) {
        const a = (index[i] as number) * H;
        for (let k = 0; k < H; k++) sums[k] = (sums[k] as number) + (rows[a + k] as number);
      }
      for (let k = 0; k < H; k++) hidden[k] = Math.max(0, (sums[k] as number) * scale + (bias[k] as number));
    },
    score(q: number): Float32Array {
      const { w, b, o } = outs[q] as (typeof outs)[number];
      for (let c = 0; c < o.length; c++) {
        let s = b[c] as number;
        const at = c * H;
        for (let k = 0; k < H; k++) s += (w[at + k] as number) * (hidden[k] as number);
        o[c] = s;
      }
      return o;
    },
  };
}

function hash(s: string, a: number, b: number): number {
  let h = 0x811c9dc5;
  for (let i = a; i < b; i++) h = Math.imul(h ^ s.charCodeAt(i), 0x01000193);
  h ^= h >>> 13;
  h = Math.imul(h, 0x5bd1e995);
  return (h ^ (h >>> 15)) | 0;
}

function mix(slot: number, v: number, mask: number): number {
  let x = Math.imul(v ^ Math.imul(slot + 1, 0x9e3779b1), 0x85ebca6b);
  x ^= x >>> 15;
  x = Math.imul(x, 0xc2b2ae35);
  x ^= x >>> 13;
  return x & mask;
}
