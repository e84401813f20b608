import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decode, notText } from "../../src/intake/encodings.ts";

const bytes = (...values: number[]) => Uint8Array.from(values);
const latin = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));

describe("encodings", () => {
  test("UTF-8, with and without a mark", () => {
    expect(decode(new TextEncoder().encode("Türkiye"))).toEqual({ text: "Türkiye", encoding: "utf-8" });
    expect(decode(bytes(0xef, 0xbb, 0xbf, 0x61))).toEqual({ text: "a", encoding: "utf-8" });
  });

  test("UTF-8 with broken bytes stays UTF-8", () => {
    const good = new TextEncoder().encode("Türkiye “and” Łódź ".repeat(10));
    expect(decode(Uint8Array.from([...good, 0xff, 0x61]))).toMatchObject({
      encoding: "utf-8",
      text: expect.stringContaining("Łódź"),
    });
  });

  test("UTF-16 of both orders, with and without a mark", () => {
    const text = "Envoys met in Oslo.";
    const little = [...text].flatMap((char) => [char.charCodeAt(0), 0]);
    const big = little.map((_, i) => little[i ^ 1] ?? 0);
    for (const marked of [[], [0xff, 0xfe]]) expect(decode(Uint8Array.from([...marked, ...little])).text).toBe(text);
    for (const marked of [[], [0xfe, 0xff]]) expect(decode(Uint8Array.from([...marked, ...big])).text).toBe(text);
  });

  test("Windows-1252", () => {
    expect(decode(latin("Le pr\xe9sident a dit \x93oui\x94 \x96 \xe0 Paris"))).toEqual({
      text: "Le président a dit “oui” – à Paris",
      encoding: "windows-1252",
    });
  });

  test("GB18030", () => {
    // 中国外交部 in GB18030
    const chinese = bytes(0xd6, 0xd0, 0xb9, 0xfa, 0xcd, 0xe2, 0xbd, 0xbb, 0xb2, 0xbf);
    expect(decode(chinese)).toEqual({ text: "中国外交部", encoding: "gb18030" });
  });

  test("a declaration is believed only where the bytes allow it", () => {
    const declared = (charset: string, words: string) => latin(`<html><meta charset="${charset}"><p>${words}</p>`);
    expect(decode(declared("iso-8859-2", "Wa\xb3\xeasa")).text).toContain("Wałęsa");
    expect(decode(declared("utf-8", "pr\xe9sident")).text).toContain("président");
    expect(decode(declared("no-such-charset", "pr\xe9sident")).text).toContain("président");
    expect(decode(new TextEncoder().encode('<html><meta charset="gb2312"><p>Türkiye</p>')).text).toContain("Türkiye");
  });

  test("never throws, and keeps all text of valid UTF-8", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (any) => typeof decode(any).text === "string"));
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const encoded = new TextEncoder().encode(text);
        fc.pre(!text.startsWith("\ufeff") && !text.includes("\0"));
        expect(decode(encoded).text).toBe(text);
      }),
    );
  });
});

test("what is no text is told apart", () => {
  expect(notText(bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a))).toBe("a PNG image");
  expect(notText(bytes(0xff, 0xd8, 0xff, 0xe0))).toBe("a JPEG image");
  expect(notText(latin("%PDF-1.7"))).toBe("a PDF document");
  expect(notText(Uint8Array.from({ length: 100 }, (_, i) => i % 7))).toBe("binary data");
  expect(notText(latin("Envoys met.\0 They left.\f"))).toBeNull();
  expect(notText(bytes())).toBeNull();
});
