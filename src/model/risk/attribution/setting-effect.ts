import type { PolicyTypeName } from '../../../contract';
import type { SettingChange } from '../../diff/change';

export type SettingEffect = 'gone' | 'weaker' | 'stricter' | 'other';

/** Settings that say how much is possible, by the end of their path: their values from the weakest. */
const VALUES: Partial<Record<PolicyTypeName, Readonly<Record<string, readonly string[]>>>> = {
  S3_POLICY: { public_access_block_configuration: ['none', 'all'] },
  AISERVICES_OPT_OUT_POLICY: { opt_out_policy: ['optIn', 'optOut'] },
  DECLARATIVE_POLICY_EC2: {
    'image_block_public_access.state': ['unblocked', 'block_new_sharing'],
    'snapshot_block_public_access.state': ['unblocked', 'block_new_sharing', 'block_all_sharing'],
    'serial_console_access.status': ['enabled', 'disabled'],
    'internet_gateway_block.mode': ['off', 'block_ingress', 'block_bidirectional'],
  },
};

/**
 * What another value of an effective policy does. In which direction a setting goes is not known in general. Where there was none, the
 * account decided by itself: then a value that is neither the weakest nor the strictest may be either.
 */
export function settingEffect(type: PolicyTypeName, { path, before, after }: SettingChange): SettingEffect {
  if (after === undefined) return 'gone';
  // A key more in a tag policy can only demand more.
  if (type === 'TAG_POLICY') return before === undefined ? 'stricter' : 'other';
  const end = path.join('.');
  const [, values = []] = Object.entries(VALUES[type] ?? {}).find(([name]) => end === name || end.endsWith(`.${name}`)) ?? [];
  const rank = (text: string) => values.findIndex((value) => JSON.stringify(value) === text);
  const present = rank(after);
  if (present < 0) return 'other';
  if (before === undefined) return present === 0 ? 'weaker' : present === values.length - 1 ? 'stricter' : 'other';
  const former = rank(before);
  return former < 0 ? 'other' : present < former ? 'weaker' : 'stricter';
}
