/** Words of grammar, and of counting and pointing, with which no fixed phrase begins or ends, and which tell nothing of it. */
export const CLOSED_WORDS: ReadonlySet<string> = new Set(
  `a an the this that these those such same other others another each every any some no none all both either neither
  i me my we us our you your he him his she her it its they them their one who whom whose which what when where why how
  of in on at by for with from to into onto upon about over under between among through during before after since until
  against within without toward towards across along around behind beyond near off out up down as than like per via
  and or but nor so yet if whether because while although though unless however therefore thus also too
  is am are was were be been being do does did done doing have has had having will would shall should can could may might
  must ought need get got go goes going went come comes came let make makes made take takes took taken give gives given
  say says said tell told ask asked know known see seen think put
  not never n't very more most less least much many few several lot quite rather just only even still already again once
  then now here there today yesterday tomorrow ever always often
  first second third two three four five six seven eight nine ten hundred thousand million billion last next recent recently
  week weeks month months year years day days time times ago
  question questions answer details information reports report reportedly comment comments response
  mr mrs ms dr sir madam well ok yes please thank thanks`
    .split(/\s+/)
    .filter((word) => word !== ""),
);
