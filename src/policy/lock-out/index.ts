export type { DeployingRole } from './call-sites';
export type { AttachedText } from './certain-policy';
export * from './assumption-lock-outs';
export * from './deploying-roles';
export * from './lock-outs';
