import fc from 'fast-check';
import { type CloudAssembly, readCloudAssembly, type Template } from '../../src/assembly';
import { diff, organizationFromAssembly } from '../../src/model';
import { LARGE } from '../init/large-organization';
import { unitWith } from '../init/live-organization';
import { removeWrittenApps, synthesized, writtenApp } from '../init/written-app';

afterAll(removeWrittenApps);

/** Units on three levels, each in nested stacks. */
const DEEP = {
  ...LARGE,
  root: {
    ...LARGE.root,
    organizationalUnits: LARGE.root.organizationalUnits.map((unit, index) => (index % 10 !== 1 ? unit : {
      ...unit,
      organizationalUnits: [1, 2].map((number) => unitWith(100 * number + index, `middle-${number}`, {
        organizationalUnits: [unitWith(1_000 * number + index, 'low'), unitWith(4_000 + 1_000 * number + index, 'lower')],
      })),
    })),
  },
};

/** The same template with its resources in another order: nothing of a template depends on that. */
function shuffled({ Resources, ...rest }: Template, orders: fc.GeneratorValue): Template {
  const names = Object.keys(Resources);
  const order = orders(fc.shuffledSubarray, names, { minLength: names.length });
  return { ...rest, Resources: Object.fromEntries(order.map((name) => [name, Resources[name]])) };
}

test('the order of the resources in templates changes no organization', () => {
  const assembly = readCloudAssembly(synthesized(writtenApp(DEEP).folder, DEEP));
  expect(Object.keys(assembly.stacks[0].template.Resources).filter((name) => name.startsWith('Units3'))).not.toEqual([]);
  const organization = organizationFromAssembly(assembly);
  fc.assert(fc.property(fc.gen(), (orders) => {
    const other: CloudAssembly = {
      ...assembly,
      stacks: assembly.stacks.map((stack) => ({
        ...stack,
        template: shuffled(stack.template, orders),
        nestedTemplates: new Map([...stack.nestedTemplates].map(([file, template]) => [file, shuffled(template, orders)])),
      })),
    };
    expect(diff(organization, organizationFromAssembly(other))).toEqual([]);
  }), { numRuns: 8 });
});
