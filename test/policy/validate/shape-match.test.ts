import { canHaveShape, coversShape } from '../../../src/policy/validate/shape-match';

test.each<[pattern: string, shape: string, can: boolean]>([
  ['*', 's3:::*', true],
  ['arn:aws:s3:::logs', 's3:::*', true],
  ['arn:aws:s3:::logs', 's3:::*/*', false],
  ['arn:aws:s3:::logs*', 's3:::*/*', true],
  ['arn:aws:s3:::logs/*', 's3:::*', false],
  ['arn:aws:s3:::log?', 's3:::*', true],
  ['arn:aws:s3:::?/x', 's3:::*', false],
  ['arn:aws:lambda:*', 'lambda:*:*:function:*', true],
  ['arn:aws:lambda:*:function:x:live', 'lambda:*:*:function:*', true],
  ['arn:aws:lambda:eu-west-1:111122223333:function/x', 'lambda:*:*:function:*', false],
  ['arn:aws:iam::*role/x', 'iam::*:role/*', true],
  ['arn:aws:iam:us-east-1:*:role/x', 'iam::*:role/*', false],
  ['arn:*:role/X*', 'iam::*:role/x*', false],
  ['arn:*:role/x*', 'iam::*:role/x*', true],
  ['arn:aws:iam::${aws:PrincipalAccount}:role/${aws:PrincipalTag/team}', 'iam::*:role/*', true],
  ['arn:aws:logs:*:log-group:/aws/x:*', 'logs:*:*:log-group:*', true],
])('whether %s can have the shape %s: %s', (pattern, shape, can) => {
  expect(canHaveShape(pattern, shape)).toBe(can);
});

test.each<[pattern: string, covers: boolean]>([
  ['*', true], ['arn:aws:ec2:*:*:*', true], ['arn:aws:ec2:eu-west-1:*:image/*', true], ['arn:aws:ec2:*::image/*', true], ['arn:aws:ec2:*::image/ami-1', false],
  ['arn:aws:ec2:*::image/ami-*', false], ['arn:aws:ec2:*:*:instance/*', false], ['arn:aws:ec2:*', true],
])('whether %s covers every image: %s', (pattern, covers) => {
  expect(coversShape(pattern, 'ec2:*::image/*')).toBe(covers);
});
