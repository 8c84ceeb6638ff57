import { useEffect, useState } from 'preact/hooks';
import { readPlaces, type Territory } from './read';

/** Where one can go; none until they are read, or when they can't be. Read once `when` holds. */
export function usePlaces(when: boolean): readonly Territory[] {
  const [places, setPlaces] = useState<readonly Territory[]>([]);
  useEffect(() => {
    if (when) void readPlaces().then(setPlaces, () => undefined);
  }, [when]);
  return places;
}
