import type { DevicePublicKey, Heartbeat, OpeningHours, PinCheck } from "../../shared/contract/device.ts";

/** What is kept of a heartbeat: all but the spans, which went into the days' minutes. */
export type KeptHeartbeat = Omit<Heartbeat, "agency" | "ready">;

/** A device as stored; times in milliseconds since 1970. */
export type StoredDevice = {
  readonly id: string;
  readonly touchpoint: string;
  readonly name: string;
  readonly openingHours: OpeningHours;
  readonly pin: PinCheck;
  readonly createdMs: number;
  /** When it first had a key, and when it got the present one; null before. */
  readonly firstEnrolledMs: number | null;
  readonly enrolledMs: number | null;
  readonly revokedMs: number | null;
  readonly lastHeartbeatMs: number | null;
  readonly lastFeedbackMs: number | null;
  readonly lastTestMs: number | null;
  /** The newest of the present key. */
  readonly heartbeat: KeptHeartbeat | null;
  readonly clockAheadMs: number | null;
  /** Highest number known of, when it became known, and the highest known of before the present key. */
  readonly highest: number;
  readonly highestMs: number | null;
  readonly beforeKey: number;
};

/** A key that a device has, or had: the one with the highest number is the present one. */
export type StoredDeviceKey = {
  readonly device: string;
  readonly number: number;
  readonly publicKey: DevicePublicKey;
  /** Highest counter seen; 0 before the first. */
  readonly counter: number;
};

/** An enrolment code, of which only a hash is kept. */
export type StoredCode = {
  readonly hash: string;
  readonly device: string;
  readonly expiresMs: number;
  readonly usedMs: number | null;
};

/** Devices of one agency, their keys, codes, and the touchpoints that each was ever at. */
export interface DeviceStore {
  find(id: string): StoredDevice | null;
  /** All devices, by id. */
  all(): StoredDevice[];
  /** Writes a device whole, in place of the one before, and notes that it is or was at its touchpoint. */
  put(device: StoredDevice): void;
  /** Touchpoints that the device is or was at. */
  touchpointsOf(id: string): Set<string>;
  /** Touchpoints at which an enrolled device stands that is not revoked. */
  taken(): Set<string>;
  /** Keys of a device, the present one first. */
  keys(id: string): StoredDeviceKey[];
  addKey(key: StoredDeviceKey): void;
  putCounter(key: Pick<StoredDeviceKey, "device" | "number" | "counter">): void;
  findCode(hash: string): StoredCode | null;
  /** Adds a code; those of the device that nobody has used end. */
  addCode(code: StoredCode): void;
  spendCode(hash: string, usedMs: number): void;
  endCodes(device: string): void;
}

type SqlRow = Record<string, SqlStorageValue>;

const columns =
  `id touchpoint name opening_hours pin created_ms first_enrolled_ms enrolled_ms revoked_ms last_heartbeat_ms
  last_feedback_ms last_test_ms heartbeat clock_ahead_ms highest highest_ms before_key`.split(/\s+/);

/** The store on one agency's SQLite. */
export function deviceStore(sql: SqlStorage): DeviceStore {
  return { ...deviceTable(sql), ...keyTable(sql), ...codeTable(sql) };
}

function deviceTable(sql: SqlStorage): Pick<DeviceStore, "find" | "all" | "put" | "touchpointsOf" | "taken"> {
  const select = `SELECT ${columns.join(", ")} FROM device`;
  const write = `INSERT OR REPLACE INTO device (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`;
  const names = (statement: string, ...values: string[]): Set<string> =>
    new Set(
      sql
        .exec<{ touchpoint: string }>(statement, ...values)
        .toArray()
        .map((row) => row.touchpoint),
    );
  return {
    find: (id) => sql.exec<SqlRow>(`${select} WHERE id = ?`, id).toArray().map(toDevice)[0] ?? null,
    all: () => sql.exec<SqlRow>(`${select} ORDER BY id`).toArray().map(toDevice),
    put(device) {
      sql.exec(write, ...toValues(device));
      const place = "INSERT OR IGNORE INTO device_place (device, touchpoint) VALUES (?, ?)";
      sql.exec(place, device.id, device.touchpoint);
    },
    touchpointsOf: (id) => names("SELECT touchpoint FROM device_place WHERE device = ?", id),
    taken: () => names("SELECT touchpoint FROM device WHERE enrolled_ms IS NOT NULL AND revoked_ms IS NULL"),
  };
}

function toValues(device: StoredDevice): (string | number | null)[] {
  return [
    device.id,
    device.touchpoint,
    device.name,
    JSON.stringify(device.openingHours),
    JSON.stringify(device.pin),
    device.createdMs,
    device.firstEnrolledMs,
    device.enrolledMs,
    device.revokedMs,
    device.lastHeartbeatMs,
    device.lastFeedbackMs,
    device.lastTestMs,
    device.heartbeat && JSON.stringify(device.heartbeat),
    device.clockAheadMs,
    device.highest,
    device.highestMs,
    device.beforeKey,
  ];
}

function toDevice(row: SqlRow): StoredDevice {
  return {
    id: String(row.id),
    touchpoint: String(row.touchpoint),
    name: String(row.name),
    openingHours: JSON.parse(String(row.opening_hours)) as OpeningHours,
    pin: JSON.parse(String(row.pin)) as PinCheck,
    createdMs: Number(row.created_ms),
    firstEnrolledMs: number(row.first_enrolled_ms),
    enrolledMs: number(row.enrolled_ms),
    revokedMs: number(row.revoked_ms),
    lastHeartbeatMs: number(row.last_heartbeat_ms),
    lastFeedbackMs: number(row.last_feedback_ms),
    lastTestMs: number(row.last_test_ms),
    heartbeat: typeof row.heartbeat === "string" ? (JSON.parse(row.heartbeat) as KeptHeartbeat) : null,
    clockAheadMs: number(row.clock_ahead_ms),
    highest: Number(row.highest),
    highestMs: number(row.highest_ms),
    beforeKey: Number(row.before_key),
  };
}

function number(value: SqlStorageValue | undefined): number | null {
  return typeof value === "number" ? value : null;
}

type KeyRow = { device: string; number: number; public_key: string; counter: number };

function keyTable(sql: SqlStorage): Pick<DeviceStore, "keys" | "addKey" | "putCounter"> {
  return {
    keys: (id) =>
      sql
        .exec<KeyRow>(
          "SELECT device, number, public_key, counter FROM device_key WHERE device = ? ORDER BY number DESC",
          id,
        )
        .toArray()
        .map(({ public_key, ...row }) => ({ ...row, publicKey: JSON.parse(public_key) as DevicePublicKey })),
    addKey({ device, number, publicKey, counter }) {
      const statement = "INSERT INTO device_key (device, number, public_key, counter) VALUES (?, ?, ?, ?)";
      sql.exec(statement, device, number, JSON.stringify(publicKey), counter);
    },
    putCounter({ device, number, counter }) {
      sql.exec("UPDATE device_key SET counter = ? WHERE device = ? AND number = ?", counter, device, number);
    },
  };
}

function codeTable(sql: SqlStorage): Pick<DeviceStore, "findCode" | "addCode" | "spendCode" | "endCodes"> {
  const endCodes = (device: string): void => {
    sql.exec("DELETE FROM enrolment_code WHERE device = ? AND used_ms IS NULL", device);
  };
  return {
    endCodes,
    findCode(hash) {
      const [row] = sql.exec<StoredCode>(
        `SELECT hash, device, expires_ms AS expiresMs, used_ms AS usedMs FROM enrolment_code WHERE hash = ?`,
        hash,
      );
      return row ?? null;
    },
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
