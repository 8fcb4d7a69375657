-- Who may not sign in any more since when, and from when on a sign-in counts: earlier ones ended with a password.
alter table staff
    add column disabled_at datetime(6) null,
    add column sign_ins_from datetime(6) null;
