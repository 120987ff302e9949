import type { DevicePublicKey, Heartbeat, OpeningHours, PinCheck } from "../../shared/contract/device.ts";

/** What is stored of a heartbeat: all but `ready`, whose minutes are stored by day. */
export type KeptHeartbeat = Omit<Heartbeat, "agency" | "ready">;

/** A device as stored; times in milliseconds since 1970. */
export type StoredDevice = {
  readonly id: string;
  readonly touchpoint: string;
  readonly name: string;
  readonly openingHours: OpeningHours;
  readonly pin: PinCheck;
  readonly createdMs: number;
  /** When it was first enrolled, and when it got its present key; null before. */
  readonly firstEnrolledMs: number | null;
  readonly enrolledMs: number | null;
  readonly revokedMs: number | null;
  readonly lastHeartbeatMs: number | null;
  readonly lastFeedbackMs: number | null;
  readonly lastTestMs: number | null;
  /** The newest of its present key. */
  readonly heartbeat: KeptHeartbeat | null;
  readonly clockAheadMs: number | null;
  /** The highest number known, since when it is known, and the highest known before the present key. */
  readonly highest: number;
  readonly highestMs: number | null;
  readonly beforeKey: number;
};

/** A key that a device has or had; the one with the highest number is the present one. */
export type StoredDeviceKey = {
  readonly device: string;
  readonly number: number;
  readonly publicKey: DevicePublicKey;
  /** The highest counter seen; 0 before the first. */
  readonly counter: number;
};

/** An enrolment code, of which only a hash is stored. */
export type StoredCode = {
  readonly hash: string;
  readonly device: string;
  readonly expiresMs: number;
  readonly usedMs: number | null;
};

/** Devices of one agency, their keys and codes, and all touchpoints at which each was. */
export interface DeviceStore {
  find(id: string): StoredDevice | null;
  /** All devices, by id. */
  all(): StoredDevice[];
  /** Replaces a device as a whole, and adds its touchpoint to those at which it was. */
  put(device: StoredDevice): void;
  /** Touchpoints at which the device is or was. */
  touchpointsOf(id: string): Set<string>;
  /** Touchpoints at which an enrolled device is or was, and that were not opened since. */
  closed(): Set<string>;
  /** Lets a touchpoint take ratings that no device signed, or no longer. */
  open(touchpoint: string, openedMs: number): void;
  close(touchpoint: string): void;
  /** Keys of a device, the present one first. */
  keys(id: string): StoredDeviceKey[];
  addKey(key: StoredDeviceKey): void;
  putCounter(key: Pick<StoredDeviceKey, "device" | "number" | "counter">): void;
  findCode(hash: string): StoredCode | null;
  /** Adds a code; unused codes of the same device end. */
  addCode(code: StoredCode): void;
  spendCode(hash: string, usedMs: number): void;
  endCodes(device: string): void;
}

/** Fields of a stored device, each in a column of the same name in snake case; objects as JSON. */
const fields = [
  ...(["id", "touchpoint", "name", "openingHours", "pin", "createdMs"] as const),
  ...(["firstEnrolledMs", "enrolledMs", "revokedMs"] as const),
  ...(["lastHeartbeatMs", "lastFeedbackMs", "lastTestMs", "heartbeat", "clockAheadMs"] as const),
  ...(["highest", "highestMs", "beforeKey"] as const),
] satisfies readonly (keyof StoredDevice)[];

const columns = fields.map((field) => field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));

type DeviceRow = Omit<StoredDevice, "openingHours" | "pin" | "heartbeat"> & {
  readonly openingHours: string;
  readonly pin: string;
  readonly heartbeat: string | null;
};

/** The store on one agency's SQLite. */
export function deviceStore(sql: SqlStorage): DeviceStore {
  return { ...deviceTable(sql), ...keysAndCodes(sql) };
}

function deviceTable(
  sql: SqlStorage,
): Pick<DeviceStore, "find" | "all" | "put" | "touchpointsOf" | "closed" | "open" | "close"> {
  const select = `SELECT ${columns.map((column, place) => `${column} AS ${fields[place]}`).join(", ")} FROM device`;
  const write = `INSERT OR REPLACE INTO device (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`;
  const names = (statement: string, ...values: string[]): Set<string> =>
    new Set([...sql.exec<{ touchpoint: string }>(statement, ...values)].map((row) => row.touchpoint));
  return {
    find: (id) => sql.exec<DeviceRow>(`${select} WHERE id = ?`, id).toArray().map(toDevice)[0] ?? null,
    all: () => sql.exec<DeviceRow>(`${select} ORDER BY id`).toArray().map(toDevice),
    put(device) {
      sql.exec(write, ...toValues(device));
      const place = "INSERT OR IGNORE INTO device_place (device, touchpoint) VALUES (?, ?)";
      sql.exec(place, device.id, device.touchpoint);
    },
    touchpointsOf: (id) => names("SELECT touchpoint FROM device_place WHERE device = ?", id),
    closed: () =>
      names(`SELECT p.touchpoint FROM device_place AS p JOIN device AS d ON d.id = p.device
        WHERE d.first_enrolled_ms IS NOT NULL AND p.touchpoint NOT IN (SELECT touchpoint FROM touchpoint_open)`),
    open: (touchpoint, openedMs) =>
      void sql.exec(
        "INSERT OR IGNORE INTO touchpoint_open (touchpoint, opened_ms) VALUES (?, ?)",
        touchpoint,
        openedMs,
      ),
    close: (touchpoint) => void sql.exec("DELETE FROM touchpoint_open WHERE touchpoint = ?", touchpoint),
  };
}

function toValues(device: StoredDevice): (string | number | null)[] {
  return fields.map((field) => {
    const value = device[field];
    return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
  });
}

function toDevice({ openingHours, pin, heartbeat, ...row }: DeviceRow): StoredDevice {
  return {
    ...row,
    openingHours: JSON.parse(openingHours) as OpeningHours,
    pin: JSON.parse(pin) as PinCheck,
    heartbeat: heartbeat === null ? null : (JSON.parse(heartbeat) as KeptHeartbeat),
  };
}

type KeyRow = Omit<StoredDeviceKey, "publicKey"> & { readonly publicKey: string };

const keysSql = `
  SELECT device, number, public_key AS publicKey, counter FROM device_key WHERE device = ? ORDER BY number DESC`;

const findCodeSql =
  "SELECT hash, device, expires_ms AS expiresMs, used_ms AS usedMs FROM enrolment_code WHERE hash = ?";

type KeysAndCodes = "keys" | "addKey" | "putCounter" | "findCode" | "addCode" | "spendCode" | "endCodes";

function keysAndCodes(sql: SqlStorage): Pick<DeviceStore, KeysAndCodes> {
  const endCodes = (device: string): void => {
    sql.exec("DELETE FROM enrolment_code WHERE device = ? AND used_ms IS NULL", device);
  };
  return {
    keys: (id) =>
      [...sql.exec<KeyRow>(keysSql, id)].map((row) => {
        return { ...row, publicKey: JSON.parse(row.publicKey) as DevicePublicKey };
      }),
    addKey({ device, number, publicKey, counter }) {
      const statement = "INSERT INTO device_key (device, number, public_key, counter) VALUES (?, ?, ?, ?)";
      sql.exec(statement, device, number, JSON.stringify(publicKey), counter);
    },
    putCounter({ device, number, counter }) {
      sql.exec("UPDATE device_key SET counter = ? WHERE device = ? AND number = ?", counter, device, number);
    },
    endCodes,
    findCode: (hash) => [...sql.exec<StoredCode>(findCodeSql, hash)][0] ?? null,
    addCode({ hash, device, expiresMs, usedMs }) {
      endCodes(device);
      const statement = "INSERT INTO enrolment_code (hash, device, expires_ms, used_ms) VALUES (?, ?, ?, ?)";
      sql.exec(statement, hash, device, expiresMs, usedMs);
    },
    spendCode(hash, usedMs) {
      sql.exec("UPDATE enrolment_code SET used_ms = ? WHERE hash = ?", usedMs, hash);
    },
  };
}
