import { Fault, faultText, parseFault, parseFaultPlan, Simulator } from '../../../../src/simulator';

test.each<[string, Fault]>([
  ['CreateAccount:2:dropAnswer', { operation: 'CreateAccount', nth: 2, effect: 'dropAnswer' }],
  ['MoveAccount:dropRequest', { operation: 'MoveAccount', effect: 'dropRequest' }],
  ['*:0.05:fail=TooManyRequestsException', { operation: '*', probability: 0.05, effect: 'fail', code: 'TooManyRequestsException' }],
  ['*:1.0:delay=250', { operation: '*', probability: 1, effect: 'delay', delayMs: 250 }],
  ['CreateAccount:1:neverAnswers=happens', { operation: 'CreateAccount', nth: 1, effect: 'neverAnswers', request: 'happens' }],
  ['*:0.1:neverAnswers=isLost', { operation: '*', probability: 0.1, effect: 'neverAnswers', request: 'isLost' }],
  ['CreateAccount:1:failLater=EMAIL_ALREADY_EXISTS',
    { operation: 'CreateAccount', nth: 1, effect: 'failLater', failureReason: 'EMAIL_ALREADY_EXISTS' }],
  ['AttachPolicy:3:fail=ConstraintViolationException/MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED', {
    operation: 'AttachPolicy',
    nth: 3,
    effect: 'fail',
    code: 'ConstraintViolationException',
    reason: 'MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED',
  }],
])('%s is read, and written again', (text, fault) => {
  expect(parseFault(text)).toEqual(fault);
  expect(faultText(fault)).toBe(text);
});

test.each([
  ['dropAnswer', 'The fault plan is wrong at "dropAnswer": "dropAnswer". Give OPERATION[:WHEN]:EFFECT, such as CreateAccount:2:dropAnswer.'],
  ['CreateAccounts:2:dropAnswer', '"CreateAccounts:2:dropAnswer".operation: "CreateAccounts". Give the name of an operation of AWS Organizations or AWS Account Management, or *.'],
  ['constructor:dropAnswer', '.operation: "constructor"'],
  ['CreateAccount:second:dropAnswer', '.when: "second". Give the number of a call, such as 2, or a probability with a point, such as 0.05.'],
  ['CreateAccount:0:dropAnswer', '.nth: 0. Give the number of a call, from 1.'],
  ['CreateAccount:1.5:dropAnswer', '.probability: 1.5. Give a number above 0 and at most 1.'],
  ['CreateAccount:1:drop', '.effect: "drop". Give one of fail, failLater, delay, dropRequest, dropAnswer, neverAnswers.'],
  ['CreateAccount:1:dropAnswer=1', '.effect: "dropAnswer=1". Give dropAnswer without anything behind it.'],
  ['ListRoots:1:fail=ConcurrentModificationException', '.code: "ConcurrentModificationException". Give one of AccessDeniedException, '],
  ['*:1:fail=NoSuchException', '.code: "NoSuchException". Give one of '],
  ['ListRoots:1:fail=ServiceException/X', '.reason: "X". Give no reason, since ServiceException has none.'],
  ['AttachPolicy:1:fail=ConstraintViolationException/X', '.reason: "X". Give one of ACCOUNT_CANNOT_LEAVE_ORGANIZATION, '],
  ['ListRoots:1:delay=soon', '.delayMs: "soon". Give a number of milliseconds above 0.'],
  ['CreateAccount:1:failLater=BAD_LUCK', '.failureReason: "BAD_LUCK". Give one of ACCOUNT_LIMIT_EXCEEDED, '],
  ['ListRoots:1:neverAnswers=later', '.request: "later". Give one of happens, isLost.'],
  ['ListRoots:1:neverAnswers', '.request: "". Give one of happens, isLost.'],
  ['*:1:failLater=INTERNAL_FAILURE', '.operation: "*". Give CreateAccount or CreateGovCloudAccount, the only operations that fail later.'],
])('%s is refused', (text, message) => {
  expect(() => parseFault(text)).toThrow(message);
});

test('a plan is a list of objects and short forms', () => {
  expect(parseFaultPlan([{ operation: '*', probability: 0.1, effect: 'delay', delayMs: 10 }, '*:2:dropAnswer']))
    .toEqual([{ operation: '*', probability: 0.1, effect: 'delay', delayMs: 10 }, { operation: '*', nth: 2, effect: 'dropAnswer' }]);
});

test.each<[string, unknown, string]>([
  ['no list', {}, 'The fault plan is wrong at its top: {}. Give a list of faults.'],
  ['no object', [7], 'wrong at [0]: 7. Give an object, or a text such as "CreateAccount:2:dropAnswer".'],
  ['both ways of choosing calls', [{ operation: '*', nth: 1, probability: 0.5, effect: 'dropAnswer' }], 'wrong at [0].nth: 1. Give either nth or probability.'],
  ['a misspelled field', [{ operation: '*', nht: 1, effect: 'dropAnswer' }], 'wrong at [0].nht: 1. Give one of the fields operation, effect, nth, probability.'],
  ['a field of another effect', [{ operation: '*', effect: 'dropAnswer', delayMs: 1 }], 'wrong at [0].delayMs: 1.'],
])('a plan with %s is refused', (_, plan, message) => {
  expect(() => parseFaultPlan(plan)).toThrow(message);
});

test('a simulator refuses a plan that is wrong', () => {
  expect(() => new Simulator({ faults: ['ListRoots:never:dropAnswer'] })).toThrow('wrong at "ListRoots:never:dropAnswer".when: "never"');
});
