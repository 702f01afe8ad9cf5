/** The attribute of a policy set for `Fn::GetAtt`: the IDs of its documents in order. */
export const POLICY_IDS_ATTRIBUTE = 'PolicyIds';

const SEPARATOR = ',';

export function policySetDocumentName(setName: string, number: number): string {
  return `${setName}-${number}`;
}

/** Set name and number in the name of a document; `undefined` for another name. */
export function parsePolicySetDocumentName(name: string): { readonly setName: string; readonly number: number } | undefined {
  const [, setName, number] = /^(.+)-([1-9]\d{0,3})$/s.exec(name) ?? [];
  return setName === undefined ? undefined : { setName, number: Number(number) };
}

export function writePolicyIds(ids: readonly string[]): string {
  return ids.join(SEPARATOR);
}

export function readPolicyIds(attribute: string): string[] {
  return attribute.split(SEPARATOR).filter(Boolean);
}
