import { describe, expect, test } from "vitest";
import { blocks, expectSound, story, take } from "./taking.ts";

const LEAD = "Envoys of Norway and Chile met on Monday & agreed.";
const MARKED = "Envoys of <em>Norway</em> and Chile met on Monday &amp; agreed.";

const NITF = `<nitf><head><docdata><doc-id id-string="oslo-1"/><date.issue norm="20240129T080000Z"/><doc.copyright holder="Meridian"/></docdata></head>
<body><body.head><hedline><hl1>Envoys meet in Oslo</hl1></hedline><byline>By Karin Lund</byline><dateline><location>OSLO</location></dateline></body.head>
<body.content><p>${MARKED}</p><media><media-caption>A harbour</media-caption></media><p>They left.</p></body.content></body></nitf>`;

const G2 = (
  content: string,
) => `<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:meridian.example:20240129:oslo" xml:lang="en-GB">
<itemMeta><itemClass qcode="ninat:text"/><provider literal="Meridian"/><versionCreated>2024-02-01T08:00:00Z</versionCreated></itemMeta>
<contentMeta><contentCreated>2024-01-29T08:00:00Z</contentCreated><headline>Envoys meet in Oslo</headline></contentMeta>
<contentSet>${content}</contentSet></newsItem>`;

const NEWSML = `<NewsML Version="1.2"><NewsEnvelope><SentFrom><Party FormalName="Meridian"/></SentFrom></NewsEnvelope>
<NewsItem><Identification><NewsIdentifier><NewsItemId>oslo-1</NewsItemId></NewsIdentifier></Identification>
<NewsManagement><FirstCreated>20240129T080000+0000</FirstCreated></NewsManagement>
<NewsComponent><NewsLines><HeadLine>Envoys meet in Oslo</HeadLine><DateLine>OSLO, Norway</DateLine></NewsLines>
<NewsComponent><Role FormalName="StyleSheet"/><ContentItem><DataContent>.a { color: red }</DataContent></ContentItem></NewsComponent>
<NewsComponent><Role FormalName="Body"/><ContentItem><DataContent><html><body><p>${MARKED}</p><p>They left.</p></body></html></DataContent></ContentItem></NewsComponent>
</NewsComponent></NewsItem></NewsML>`;

const NINJS = {
  uri: "https://meridian.example/oslo",
  type: "text",
  versioncreated: "2024-01-29T08:00:00Z",
  language: "en",
};

describe("news formats", () => {
  test.each([
    ["nitf", NITF],
    ["newsml", NEWSML],
    ["newsml-g2", G2(`<inlineXML contenttype="application/nitf+xml">${NITF}</inlineXML>`)],
    [
      "newsml-g2",
      G2(
        `<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><p>${MARKED}</p><p>They left.</p></body></html></inlineXML>`,
      ),
    ],
    [
      "ninjs",
      JSON.stringify({
        ...NINJS,
        headline: "Envoys meet in Oslo",
        copyrightholder: "Meridian",
        body_text: `${LEAD}\n\nThey left.`,
      }),
    ],
    [
      "ninjs",
      JSON.stringify(
        {
          ...NINJS,
          headlines: [{ value: "Envoys meet in Oslo" }],
          infoSources: [{ name: "Meridian" }],
          bodies: [{ contentType: "text/html", value: `<p>${MARKED}</p><p>They left.</p>` }],
        },
        null,
        2,
      ),
    ],
    [
      "ninjs",
      JSON.stringify({
        ...NINJS,
        headlines: [{ role: "main", value: "Envoys meet in Oslo" }],
        copyrightHolder: "Meridian",
        bodies: [{ role: "nitf", value: NITF }],
      }),
    ],
  ])("%s: headline, date, body, source", (format, input) => {
    const read = story(input);
    expectSound(read);
    expect(read).toMatchObject({
      format,
      headline: "Envoys meet in Oslo",
      published: "2024-01-29",
      agency: "Meridian",
      language: "en",
    });
    expect(blocks(read)).toEqual(["headline: Envoys meet in Oslo", `paragraph: ${LEAD}`, "paragraph: They left."]);
    expect(story(input, { as: read.format })).toEqual(read);
  });

  test("dateline, byline and the item's own id", () => {
    expect(story(NITF)).toMatchObject({ sourceId: "oslo-1", byline: "Karin Lund", dateline: { place: "OSLO" } });
    expect(story(NEWSML)).toMatchObject({ sourceId: "oslo-1", dateline: { place: "OSLO, Norway" } });
    expect(
      story(JSON.stringify({ ...NINJS, headline: "Envoys meet", body_text: `OSLO (AP) -- ${LEAD}` })),
    ).toMatchObject({
      sourceId: NINJS.uri,
      url: NINJS.uri,
      agency: "AP",
      dateline: { place: "OSLO", agency: "AP" },
    });
  });

  test("the language is the one that the item gives", () => {
    const item = { ...NINJS, language: "nb-NO", headline: "Envoys meet", body_text: LEAD };
    expect(story(JSON.stringify(item)).language).toBe("no");
    expect(story(JSON.stringify({ ...item, language: "nor" })).language).toBe("en");
  });

  test("without a source it is the site that it names", () => {
    expect(story(JSON.stringify({ ...NINJS, headline: "Envoys meet", body_text: LEAD })).agency).toBe(
      "meridian.example",
    );
  });

  test("every item of a message is read; what is no text is left out", () => {
    const picture = G2("").replace("ninat:text", "ninat:picture");
    const item = G2(`<inlineXML>${NITF}</inlineXML>`).replace('<?xml version="1.0"?>', "");
    const message = `<newsMessage><itemSet>${item}${picture}${item}</itemSet></newsMessage>`;
    expect(take(message).map((one) => one.kind)).toEqual(["story", "story"]);
    expect(take(picture)).toEqual([{ kind: "refused", place: null, reason: "it holds no text item" }]);
    expect(take(JSON.stringify({ ...NINJS, type: "picture", headline: "A harbour" }))).toMatchObject([
      { reason: "no text but a picture" },
    ]);
  });

  test("declared entities are not expanded, and nothing nests beyond sense", () => {
    const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join("");
    const bomb = `<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY l0 "ha">${laughs}<!ENTITY f SYSTEM "file:///etc/passwd">]>${NITF.replace("They left.", "&l9; &f; &lt;&#233;")}`;
    expect(blocks(story(bomb), "paragraph")[1]).toBe("paragraph: &l9; &f; <é");
    expect(take(`<nitf>${"<p>a<x>".repeat(100_000)}`)).toMatchObject([{ kind: "refused" }]);
    expect(take(`<nitf><body><p>${LEAD}`)).toMatchObject([{ kind: "story" }]);
  });

  test("a format that is forced and is not there", () => {
    expect(take(LEAD, { as: "nitf" })).toMatchObject([{ kind: "refused", reason: "not nitf" }]);
    expect(take("{", { as: "ninjs" })).toMatchObject([{ kind: "refused", reason: "not JSON" }]);
  });
});
