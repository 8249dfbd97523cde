import { type AccessLevel, accessLevels, type CompiledService, letterOfLevel } from './compiled-catalogue.ts';

export interface ResourceType {
  readonly name: string;
  /** With placeholders, for example `arn:${Partition}:s3:::${BucketName}`. Most types have one. */
  readonly arnFormats: readonly string[];
  /** The action always needs a resource of this type; of the others it takes those that the request names. */
  readonly required: boolean;
}

/** Consecutive action numbers: from `start`, up to but not including `end`. */
export interface ActionRange {
  readonly start: number;
  readonly end: number;
}

const levelOfLetter = new Map<string, AccessLevel>(accessLevels.map((level) => [letterOfLevel[level], level]));

/** One service, unpacked when it is first asked about: an audit meets a fraction of them. */
export class CatalogueService implements ActionRange {
  readonly namespace: string;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly #packed: CompiledService;
  #names: readonly string[] | undefined;
  #lowerCaseNames: readonly string[] | undefined;
  #numbers: ReadonlyMap<string, number> | undefined;
  readonly #resourceTypes = new Map<string, readonly ResourceType[]>();

  constructor(namespace: string, packed: CompiledService, start: number) {
    this.namespace = namespace;
    this.name = packed.name;
    this.start = start;
    this.end = start + packed.levels.length;
    this.#packed = packed;
  }

  numberOf(lowerCaseName: string): number | undefined {
    this.#numbers ??= new Map(this.lowerCaseNames().map((name, index) => [name, this.start + index]));
    return this.#numbers.get(lowerCaseName);
  }

  lowerCaseNames(): readonly string[] {
    this.#lowerCaseNames ??= this.#unpackNames().map((name) => name.toLowerCase());
    return this.#lowerCaseNames;
  }

  actionName(actionNumber: number): string {
    return `${this.namespace}:${this.#unpackNames()[actionNumber - this.start]}`;
  }

  accessLevel(actionNumber: number): AccessLevel {
    const letter = this.#packed.levels.charAt(actionNumber - this.start);
    const level = levelOfLetter.get(letter);
    if (level === undefined) throw new RangeError(`no access level has the letter '${letter}'`);
    return level;
  }

  target(actionNumber: number): string {
    return this.#packed.targets[this.#packed.targetsOf[actionNumber - this.start] ?? -1] ?? '';
  }

  /** One list for all actions that take the same. */
  resourceTypes(actionNumber: number): readonly ResourceType[] {
    const target = this.target(actionNumber);
    const types = this.#resourceTypes.get(target) ?? this.#unpackTypes(target);
    this.#resourceTypes.set(target, types);
    return types;
  }

  #unpackTypes(target: string): readonly ResourceType[] {
    if (target === '') return [];
    return target.split(' ').map((entry) => {
      const packed = this.#packed.resourceTypes[Number.parseInt(entry, 10)] ?? '';
      const [name = '', ...arnFormats] = packed.split('|');
      return { name, arnFormats, required: entry.endsWith('*') };
    });
  }

  #unpackNames(): readonly string[] {
    // An empty service would unpack into one empty name.
    this.#names ??= this.#packed.actions === '' ? [] : this.#packed.actions.split(' ');
    return this.#names;
  }
}
