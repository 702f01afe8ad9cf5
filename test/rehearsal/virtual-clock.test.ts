import { virtualClock } from '../../src/rehearsal/lambda/virtual-clock';

const NOW = Date.UTC(2026, 2, 1, 12);
const { Date: VirtualDate } = virtualClock({ now: () => NOW, setTimer: () => ({}) });

test('a date without arguments is the virtual time, and all others are as usual', () => {
  expect([new VirtualDate().getTime(), VirtualDate.now(), Date.parse(VirtualDate())]).toEqual([NOW, NOW, NOW]);
  expect(new VirtualDate(2020, 1, 29, 1, 2, 3, 4)).toEqual(new Date(2020, 1, 29, 1, 2, 3, 4));
  expect([new VirtualDate(0).getTime(), new VirtualDate('2020-01-01').getTime(), new VirtualDate(new Date(5)).getTime()])
    .toEqual([0, Date.UTC(2020, 0, 1), 5]);
  expect([VirtualDate.UTC(2020, 0), VirtualDate.parse('2020-01-01'), VirtualDate.name, VirtualDate.length])
    .toEqual([Date.UTC(2020, 0), Date.UTC(2020, 0, 1), Date.name, Date.length]);
});

test('dates of both classes belong to both', () => {
  for (const date of [new Date(), new VirtualDate()]) expect([date instanceof Date, date instanceof VirtualDate]).toEqual([true, true]);
});

test('a class can extend it', () => {
  class Day extends VirtualDate {
    get day(): string {
      return this.toISOString().slice(0, 10);
    }
  }
  expect([new Day().day, new Day(0).day, new Day() instanceof Day, new VirtualDate() instanceof Day]).toEqual(['2026-03-01', '1970-01-01', true, false]);
});
