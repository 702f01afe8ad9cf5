/** A time in milliseconds, or the shortest and the longest between which it is drawn. */
export type Duration = number | readonly [shortest: number, longest: number];

/** Both ends of a duration. @throws Error for one that is negative, or that ends before it begins. */
export function bounds(name: string, duration: Duration): readonly [number, number] {
  const [shortest, longest] = typeof duration === 'number' ? [duration, duration] : duration;
  if (Number.isFinite(longest) && shortest >= 0 && shortest <= longest) return [shortest, longest];
  throw new Error(`This is not a duration: ${name} of ${JSON.stringify(duration)}. Give milliseconds from 0, or the shortest and the longest.`);
}
