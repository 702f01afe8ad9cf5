import { settingText } from '../../src/report/wording/words';

const path = ['tags', 'Stage', 'tag_value'];

test.each([
  ['both values', { path, before: '["prod","test"]', after: '["prod"]' }, 'tags.Stage.tag_value: ["prod","test"] → ["prod"]'],
  ['a setting that goes', { path, before: '"a"' }, 'tags.Stage.tag_value: "a" → (none)'],
  ['the beginning of a long value', { path, after: 'x'.repeat(100) }, `tags.Stage.tag_value: (none) → ${'x'.repeat(59)}…`],
])('a setting shows %s', (_, setting, text) => expect(settingText(setting, 200)).toBe(text));
