import { reasonText } from '../../../policy/evaluate';
import { element } from '../dom';
import type { Page } from '../page';

const WORDS = { allowed: 'The organization allows it', denied: 'Denied' };

/** A form that asks whether a request is allowed in the account, and by which statements. */
export function askView(page: Page, node: number): Node[] {
  const fields = {
    action: field('s3:DeleteBucket'), region: field('any; such as eu-central-1'), resource: field('any; an ARN'), principal: field('any; an ARN, or role/Name'),
  };
  const answer = element('div', { role: 'status' });
  const ask = (event: Event) => {
    event.preventDefault();
    const given = Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value.trim()]));
    answer.replaceChildren(...answerTo(page, node, given));
  };
  return [
    element('h3', {}, 'Is it allowed?'),
    element('form', { class: 'ask', submit: ask },
      ...Object.entries(fields).flatMap(([name, input]) => {
        input.id = `ask-${name}`;
        return [element('label', { for: input.id }, name[0].toUpperCase() + name.slice(1)), input];
      }), element('button', {}, 'Ask')),
    answer,
  ];
}

function field(placeholder: string): HTMLInputElement {
  return element('input', { placeholder, spellcheck: 'false', autocomplete: 'off' });
}

function answerTo(page: Page, node: number, { action, region, resource, principal }: Record<string, string>): Node[] {
  try {
    const { decision, matchedStatements, missingInformation, remarks } = page.policies.ask(page.nodes[node].path, {
      action,
      ...(resource === '' ? {} : { resource }),
      ...(principal === '' ? {} : { principal }),
      ...(region === '' ? {} : { context: { 'aws:RequestedRegion': region } }),
    });
    return [
      element('p', { class: `verdict ${decision}` }, decision === 'depends' ? `Depends on ${missingInformation.join(', ')}` : WORDS[decision]),
      element('ul', {}, ...[...remarks, ...matchedStatements.map(reasonText)].map((text) => element('li', {}, text))),
    ];
  } catch (error) {
    return [element('p', { class: 'verdict denied' }, (error as Error).message)];
  }
}
