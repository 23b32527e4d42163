/** What must hold whatever the user writes: a failure here is a fault of the compiler, never of the plan. */

/** Marks the branch that no value can reach; a new kind of value makes it fail to compile. */
export function assertNever(value: never): never {
  throw new Error(`Attain met a value it has no case for: ${JSON.stringify(value)}`);
}

/** The value, which the stages before have made sure is there. */
export function known<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`Attain lost track of ${what}.`);
  return value;
}
