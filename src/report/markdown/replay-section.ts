import { type Detail, folded, markdownPhrase, type Omissions } from './detail';
import type { AffectedPrincipal, ReplayResult } from '../../trail';
import { clipped, markdownCode } from '../escape';
import { joined } from '../wording/phrase';
import { principalPhrase, replayNotes, replaySentence, replayUnits, unmappedPhrase, usePhrase, useReasonPhrase } from '../wording/replay-words';

/** The calls that the change affects, closed until they are clicked. */
export function replaySection(replay: ReplayResult | undefined, detail: Detail, omissions: Omissions): string[] {
  if (replay === undefined) return [];
  const shown = { ...replay, principals: omissions.first(replay.principals, detail.items, 'affected principal') };
  const reasons = omissions.first(replay.unmapped, detail.items, 'reason of a record');
  return [
    [`**Replay**: ${replaySentence(replay)}.`, ...replayNotes(replay)].join(' '),
    ...(shown.principals.length === 0 ? [] : [folded('Who is affected, by organizational unit', replayUnits(shown).map(({ unit, principals }) => (
      [`**${markdownCode(clipped(unit, detail.characters))}**`, '', ...principals.flatMap((each) => principalLines(each, detail, omissions))].join('\n'))))]),
    ...(reasons.length === 0 ? [] : [folded('Records that are not judged', [
      reasons.map((each) => `- ${markdownPhrase(unmappedPhrase(each), detail.characters)}`).join('\n'),
    ])]),
  ];
}

function principalLines(principal: AffectedPrincipal, { items, characters }: Detail, omissions: Omissions): string[] {
  const uses = omissions.first(principal.uses, items, 'affected action');
  return [`- ${markdownPhrase(principalPhrase(principal), characters)}`, ...uses.map((use) => `  - ${markdownPhrase(joined([usePhrase(use), useReasonPhrase(use)].filter(({ length }) => length > 0)), characters)}`)];
}
