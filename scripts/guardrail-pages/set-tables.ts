import { controlRanges } from './control-ranges';
import { FULL_SETS } from './full-sets';
import type { GuardrailSetEntry } from '../../src';

/** A table of each ready set: control, aim, guardrails, and the part that stays open. */
export function setTables(): string {
  return FULL_SETS.map(({ factory, source, set }) => {
    const implemented = set.entries.filter(({ guardrails }) => guardrails.length > 0).length;
    const policies = [
      `${set.serviceControlGuardrails.length} guardrails for service control policies`,
      `${set.resourceControlGuardrails.length} for resource control policies`,
    ];
    return [
      `## ${factory}`,
      '',
      `${source}. With all options, ${implemented} of ${set.entries.length} controls have guardrails: ${policies.join(', ')}.`,
      '',
      '| control | aim | guardrails | what stays open, or why no policy can |',
      '|---|---|---|---|',
      ...grouped(set.entries).map(tableRow),
      '',
    ].join('\n');
  }).join('\n');
}

/** Entries that differ in their identifiers only, together. */
function grouped(entries: readonly GuardrailSetEntry[]): GuardrailSetEntry[][] {
  const groups = new Map<string, GuardrailSetEntry[]>();
  for (const entry of entries) {
    const key = JSON.stringify([entry.title, entry.option, entry.note, entry.guardrails.map(({ guardrailId }) => guardrailId)]);
    groups.set(key, [...groups.get(key) ?? [], entry]);
  }
  return [...groups.values()];
}

function tableRow(group: readonly GuardrailSetEntry[]): string {
  const [{ title, guardrails, option, note }] = group;
  const ids = controlRanges(group.map(({ controlId }) => controlId)).join(', ');
  const links = guardrails.map(({ guardrailId }) => `[${guardrailId}](catalogue.md#${guardrailId})`).join(', ');
  const open = [option && `With \`${option}\`.`, note && `${note}.`].filter(Boolean).join(' ');
  return `| ${ids} | ${title} | ${links || 'none'} | ${open} |`;
}
