import type { Colors } from './colors';
import type { AffectedUse, ReplayResult } from '../../trail';
import { visible } from '../escape';
import { numberText, type Phrase } from '../wording/phrase';
import { principalPhrase, replayNotes, replaySentence, replayUnits, unmappedPhrase, usePhrase, useReasonPhrase } from '../wording/replay-words';

const PRINCIPALS = 30;
const USES = 10;
const REASONS = 8;

/** The replay of recorded calls for the terminal. The JSON has all of it. */
export function replayLines(replay: ReplayResult, colors: Colors): string[] {
  const shown = { ...replay, principals: replay.principals.slice(0, PRINCIPALS) };
  const text = (of: Phrase) => of.map((part) => (part.foreign ? visible(part.text) : part.text)).join('');
  const useLines = (use: AffectedUse) => [text(usePhrase(use)), ...(useReasonPhrase(use).length === 0 ? [] : [`  ${text(useReasonPhrase(use))}`])];
  return [
    `${colors.bold('The replay')}: ${replaySentence(replay)}.`,
    ...replayUnits(shown).flatMap(({ unit, principals }) => [
      `  ${colors.bold(visible(unit))}`,
      ...principals.flatMap((principal) => [
        `    ${text(principalPhrase(principal))}`,
        ...principal.uses.slice(0, USES).flatMap((use) => useLines(use).map((line) => `      ${line}`)),
        ...more(principal.uses.length - USES, '      ', 'actions'),
      ]),
    ]),
    ...more(replay.principals.length - PRINCIPALS, '  ', 'principals'),
    ...replayNotes(replay).map((note) => colors.dim(note)),
    ...replay.unmapped.slice(0, REASONS).map((each) => colors.dim(`  ${text(unmappedPhrase(each))}`)),
    ...more(replay.unmapped.length - REASONS, '  ', 'reasons'),
  ];
}

function more(number: number, indent: string, noun: string): string[] {
  return number > 0 ? [`${indent}… and ${numberText(number)} more ${noun}`] : [];
}
