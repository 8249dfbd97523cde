/** Works a thing out once for every key, and keeps it as long as the key lives. */
export function remember<Key extends object, Value>(workOut: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, Value>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) {
      return before;
    }
    const value = workOut(key);
    known.set(key, value);
    return value;
  };
}
