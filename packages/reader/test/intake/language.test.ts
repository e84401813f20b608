import { expect, test } from "vitest";
import { languageOf } from "../../src/intake/language.ts";

test.each([
  ["Envoys meet in Oslo", "en"],
  ["Macron visits Berlin", "en"],
  ["Seoul shares close 0.9 percent higher", "en"],
  ["Yes.", "en"],
  ["Türkiye, Côte d'Ivoire agree", "en"],
  ["1 Oslo 3 4 2 1 12\n2 Bergen 3 3 2 1 11\nThe league table", "en"],
  ["Le président français est arrivé à Pékin lundi pour une visite de trois jours.", "fr"],
  ["Der Bundeskanzler reist nach Paris", "de"],
  ["El presidente viaja a Lima para la cumbre de los países de la región", "es"],
  ["Il ministro degli esteri arriva a Roma per la firma del trattato", "it"],
  ["Президент прибыл в Париж с официальным визитом", "ru"],
  ["中国外交部发言人在例行记者会上回答了提问", "zh"],
  ["日本の首相が訪問した", "ja"],
  ["وصل الرئيس إلى القاهرة في زيارة رسمية تستغرق يومين", "ar"],
  ["Cumhurbaşkanı resmi ziyaret için Ankara'ya geldi ve büyükelçi ile görüştü", "tr"],
  ["12 34 56", "und"],
])("%s", (text, language) => {
  expect(languageOf(text)).toBe(language);
});

test("a long English story with foreign names is English", () => {
  expect(
    languageOf("Wang Yi, Łukasz Wałęsa and José María Sánchez met the delegates of the two sides in Oslo. ".repeat(20)),
  ).toBe("en");
});
