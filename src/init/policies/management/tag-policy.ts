import { type Expression, given, type Member } from '../expression';
import { needed, refuseIf, type SettingsBlock } from './settings-block';

const KEY = /^[A-Za-z0-9 _.:/=+@-]{1,128}$/;
const VALUE = /^(?=.{0,256}$)[A-Za-z0-9 _.:/=+@-]*\*?[A-Za-z0-9 _.:/=+@-]*$/;
const RESOURCE_TYPE = /^[a-z0-9-]+:(?:\*|[A-Za-z0-9/_-]+)$/;

/** `TagPolicy`. The name of a block has to be the key of its tag, since the library names it so. */
export function tagPolicy(tags: SettingsBlock): Member[] {
  const names: string[] = [];
  const list = tags.blocks((name, block): Expression => {
    names.push(name.toLowerCase());
    const key = block.text('tag_key', KEY);
    refuseIf(!KEY.test(name) || (key !== undefined && key.value !== name));
    return {
      struct: 'TagPolicyTag',
      members: given({
        tagKey: key?.expression ?? name,
        enforceCapitalization: key === undefined ? false : undefined,
        values: block.list('tag_value', VALUE),
        enforcedFor: block.list('enforced_for', RESOURCE_TYPE),
        reportRequiredTagFor: block.list('report_required_tag_for', RESOURCE_TYPE),
      }),
    };
  }, { mayBeEmpty: true });
  refuseIf(new Set(names).size < names.length);
  return given({ tags: { list: needed(list) } });
}
