import type { Expression } from '../expression';
import { needed, refuseIf, type SettingsBlock } from './settings-block';

const TEXT = /^[\x20-\x7e]{1,256}$/;

/** Tags as a map; the name of each block has to be the key of its tag. */
export function tagsIn(tags: SettingsBlock): Expression {
  return {
    map: tags.blocks((name, block) => {
      refuseIf(needed(block.plain('tag_key', TEXT)) !== name);
      return [name, needed(block.plain('tag_value', TEXT))] as const;
    }),
  };
}
