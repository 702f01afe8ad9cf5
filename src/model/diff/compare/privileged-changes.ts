import type { Change, PrivilegedChange } from '../change';

const KINDS: { readonly [Kind in PrivilegedChange['kind']]: true } = {
  privilegedResourceAdded: true,
  privilegedResourceRemoved: true,
  privilegedPolicyChanged: true,
  privilegedSettingsChanged: true,
  functionCodeChanged: true,
  serviceTokenChanged: true,
};

/** Whether a change affects resources that grant or use rights, and not the organization itself. */
export function isPrivilegedChange(change: Change): change is PrivilegedChange {
  return Object.hasOwn(KINDS, change.kind);
}
