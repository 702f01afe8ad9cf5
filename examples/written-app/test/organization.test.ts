import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { App } from 'aws-cdk-lib';
import { Account } from 'cdk-aws-organizations';
import { readData } from '../lib/data';
import { OrganizationStack } from '../lib/organization-stack';

test('every row of an account is a construct', () => {
  const stack = new OrganizationStack(new App(), 'Organization');
  assert.equal(stack.node.findAll().filter((each) => Account.isAccount(each)).length, readData().accounts.length);
});
