'use strict';

/** Whether a place (line and character) is in a range, its end among it. */
function holds(range, place) {
  const behind = place.line > range.start.line || (place.line === range.start.line && place.character >= range.start.character);
  const before = place.line < range.end.line || (place.line === range.end.line && place.character <= range.end.character);
  return behind && before;
}

/** The symbols of a plan, each with the number of the findings that begin in it; one that begins where two meet is counted in the later one. */
function counted(symbols, starts) {
  const mine = symbols.map(() => []);
  for (const start of starts) {
    const at = symbols.findLastIndex((symbol) => holds(symbol.range, start));
    if (at >= 0) mine[at].push(start);
  }
  return symbols.map((symbol, at) => ({
    name: symbol.name,
    range: symbol.selectionRange,
    findings: mine[at].length,
    children: counted(symbol.children ?? [], mine[at]),
  }));
}

module.exports = { counted };
