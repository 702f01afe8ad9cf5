import { Dependable, IConstruct, IDependable } from 'constructs';

/** Makes a construct depend on constructs that are found at synthesis, since they may be created later than the construct itself. */
export function dependOnFound(construct: IConstruct, find: () => IConstruct[]): void {
  const dependable: IDependable = {};
  Dependable.implement(dependable, {
    get dependencyRoots() {
      return find();
    },
  });
  construct.node.addDependency(dependable);
}
