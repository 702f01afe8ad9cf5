// Mutants of what people read say nothing about behavior: the details of a log line, and the sentences of an error or a judgement.
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';

const TEXT_PROPERTIES = ['advice', 'retainMessage', 'reason', 'remedy', 'why', 'wrong'];
const ERRORS = /^(Failure|Wait|Superseded|\w*Error)$/;

class IgnoreTexts {
  shouldIgnore(path) {
    const { node, parent, key, listKey } = path;
    if (node.type === 'CallExpression' && nameOf(node.callee) === 'log') return 'A log line.';
    if (parent?.type === 'NewExpression' && listKey === 'arguments' && ERRORS.test(nameOf(parent.callee)) && !node.type.startsWith('Object')) {
      return 'The text of an error.';
    }
    if (parent?.type === 'ObjectProperty' && key === 'value' && TEXT_PROPERTIES.includes(parent.key.name)) return 'A sentence for people.';
    return undefined;
  }
}

function nameOf(callee) {
  return callee.type === 'MemberExpression' ? callee.property.name : callee.name ?? '';
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Ignore, 'texts', IgnoreTexts)];
