import { checkFault, wrongFault } from './check-fault';
import { Fault } from './fault';

const FORM = 'OPERATION[:WHEN]:EFFECT';

/** The fields that an effect's argument stands for, after its equals sign. */
const ARGUMENT: Readonly<Record<string, (argument: string) => object>> = {
  fail: (argument) => {
    const [code, reason] = argument.split('/');
    return { code, ...(reason !== undefined && { reason }) };
  },
  failLater: (failureReason) => ({ failureReason }),
  neverAnswers: (request) => ({ request }),
  delay: (argument) => ({ delayMs: /^\d+$/.test(argument) ? Number(argument) : argument }),
};

/**
 * Reads a fault in its short form, `OPERATION[:WHEN]:EFFECT`. The operation can be `*`. WHEN is the number of a call (`2`), or a
 * probability, which has a point (`0.05`); without it every call is struck. EFFECT is one of `fail=CODE`, `fail=CODE/REASON`,
 * `failLater=REASON`, `delay=MILLISECONDS`, `dropRequest`, `dropAnswer`, `neverAnswers=happens`, `neverAnswers=isLost`.
 *
 * Throws an Error that names the part that is wrong and what belongs there.
 */
export function parseFault(text: string): Fault {
  const place = `"${text}"`;
  const parts = text.split(':');
  const [operation, effectText] = [parts[0], parts[parts.length - 1]];
  if (parts.length < 2 || parts.length > 3) throw wrongFault(place, text, `${FORM}, such as CreateAccount:2:dropAnswer`);
  const [effect, ...argument] = effectText.split('=');
  if (argument.length > 0 && !Object.hasOwn(ARGUMENT, effect)) throw wrongFault(`${place}.effect`, effectText, `${effect} without anything behind it`);
  const fault = {
    operation,
    ...(parts.length === 3 && when(parts[1], place)),
    effect,
    ...(Object.hasOwn(ARGUMENT, effect) && ARGUMENT[effect](argument.join('='))),
  };
  return checkFault(fault, place);
}

function when(text: string, place: string): object {
  if (/^\d+$/.test(text)) return { nth: Number(text) };
  if (/^\d*\.\d+$/.test(text)) return { probability: Number(text) };
  throw wrongFault(`${place}.when`, text, 'the number of a call, such as 2, or a probability with a point, such as 0.05');
}

/**
 * Reads a list of faults, each an object or in its short form (see `parseFault`), for instance from a file. Throws an Error that
 * names the place, what is there and what belongs there.
 */
export function parseFaultPlan(value: unknown): Fault[] {
  if (!Array.isArray(value)) throw wrongFault('its top', value, 'a list of faults');
  return value.map((fault: unknown, position) => typeof fault === 'string' ? parseFault(fault) : checkFault(fault, `[${position}]`));
}
