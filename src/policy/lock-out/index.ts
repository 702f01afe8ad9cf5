export type { AttachedText } from './certain-policy';
export * from './lock-outs';
