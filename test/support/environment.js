const { AsyncLocalStorage } = require('node:async_hooks');
const { TestEnvironment } = require('jest-environment-node');
require('./compiled-modules');

/**
 * jest keeps the current test of each file in an AsyncLocalStorage. In Node.js before 24 each promise then calls a hook, which takes longer
 * with each file that has run: after 50 files it took a third of the time. Without `test.concurrent`, a variable does the same.
 */
const CURRENT = Symbol('the current test');
const { run, getStore } = AsyncLocalStorage.prototype;

AsyncLocalStorage.prototype.run = function (store, callback, ...args) {
  const isOfJest = typeof store === 'object' && store !== null && 'test' in store;
  if (!isOfJest) return run.call(this, store, callback, ...args);
  const before = this[CURRENT];
  this[CURRENT] = store;
  return Promise.resolve(callback(...args)).finally(() => {
    this[CURRENT] = before;
  });
};

AsyncLocalStorage.prototype.getStore = function () {
  return this[CURRENT] ?? getStore.call(this);
};

module.exports = TestEnvironment;
