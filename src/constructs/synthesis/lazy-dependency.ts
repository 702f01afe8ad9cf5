import { Dependable, IConstruct, IDependable } from 'constructs';

/** Lets a construct depend on what is found when the template is written, since it may be made later than the construct itself. */
export function dependOnFound(construct: IConstruct, find: () => IConstruct[]): void {
  const dependable: IDependable = {};
  Dependable.implement(dependable, {
    get dependencyRoots() {
      return find();
    },
  });
  construct.node.addDependency(dependable);
}
