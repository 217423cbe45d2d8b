/** People, sessions, workspaces (better-auth's tables under our names; camelCase columns are its own) and brands. */
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table auth_user (id text primary key, name text not null, email text not null unique, "emailVerified" boolean not null, image text,
    "createdAt" timestamptz not null default current_timestamp, "updatedAt" timestamptz not null default current_timestamp,
    username text unique, "displayUsername" text, language text)`,
  `create table auth_session (id text primary key, "expiresAt" timestamptz not null, token text not null unique,
    "createdAt" timestamptz not null default current_timestamp, "updatedAt" timestamptz not null, "ipAddress" text, "userAgent" text,
    "userId" text not null references auth_user (id) on delete cascade, "activeOrganizationId" text)`,
  'create index auth_session_user on auth_session ("userId")',
  `create table auth_credential (id text primary key, "accountId" text not null, "providerId" text not null,
    "userId" text not null references auth_user (id) on delete cascade, "accessToken" text, "refreshToken" text, "idToken" text,
    "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, scope text, password text,
    "createdAt" timestamptz not null default current_timestamp, "updatedAt" timestamptz not null)`,
  'create index auth_credential_user on auth_credential ("userId")',
  `create table auth_verification (id text primary key, identifier text not null, value text not null, "expiresAt" timestamptz not null,
    "createdAt" timestamptz not null default current_timestamp, "updatedAt" timestamptz not null default current_timestamp)`,
  'create index auth_verification_identifier on auth_verification (identifier)',
  'create table auth_rate_limit (id text primary key, key text not null unique, count integer not null, "lastRequest" bigint not null)',
  `create table workspace (id text primary key, name text not null, slug text not null unique, logo text, "createdAt" timestamptz not null, metadata text)`,
  `create table workspace_member (id text primary key, "organizationId" text not null references workspace (id) on delete cascade,
    "userId" text not null references auth_user (id) on delete cascade, role text not null, "createdAt" timestamptz not null)`,
  'create unique index workspace_member_once on workspace_member ("organizationId", "userId")',
  'create index workspace_member_user on workspace_member ("userId")',
  `create table workspace_invitation (id text primary key, "organizationId" text not null references workspace (id) on delete cascade,
    email text not null, role text, status text not null, "expiresAt" timestamptz not null,
    "createdAt" timestamptz not null default current_timestamp, "inviterId" text not null references auth_user (id) on delete cascade)`,
  'create index workspace_invitation_workspace on workspace_invitation ("organizationId")',
  'create index workspace_invitation_email on workspace_invitation (email)',
  `create table api_key (id text primary key, "configId" text not null, name text, start text, "referenceId" text not null, prefix text,
    key text not null, "refillInterval" integer, "refillAmount" integer, "lastRefillAt" timestamptz, enabled boolean, "rateLimitEnabled" boolean,
    "rateLimitTimeWindow" integer, "rateLimitMax" integer, "requestCount" integer, remaining integer, "lastRequest" timestamptz,
    "expiresAt" timestamptz, "createdAt" timestamptz not null, "updatedAt" timestamptz not null, permissions text, metadata text)`,
  'create index api_key_reference on api_key ("referenceId")',
  'create index api_key_key on api_key (key)',
  // The first person is made once, whoever calls at the same moment: this row is the lock.
  'create table first_run ("only" boolean primary key default true check ("only"), done_at timestamptz not null default current_timestamp)',
  `create table brand (
    workspace_id text not null references workspace (id) on delete cascade,
    id uuid not null,
    name text not null,
    time_zone text not null,
    language text not null check (language in ('en', 'ar')),
    publish_window_minutes integer not null default 15 check (publish_window_minutes between 1 and 1440),
    week_starts_on integer not null default 1 check (week_starts_on between 1 and 7),
    created_at timestamptz not null default current_timestamp,
    primary key (workspace_id, id))`,
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
