-- The application's own role. It reads and writes rows, but can neither write audit events directly
-- nor change one; the launcher or the operator gives it a password where it signs in by itself.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'preflight_app') THEN
    CREATE ROLE preflight_app NOLOGIN;
  END IF;
END
$$;

GRANT USAGE ON SCHEMA public TO preflight_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO preflight_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO preflight_app;
REVOKE INSERT, UPDATE, DELETE ON audit_events FROM preflight_app;
REVOKE DELETE ON audit_origins FROM preflight_app;
REVOKE INSERT, UPDATE, DELETE ON template_versions FROM preflight_app;

-- Nobody changes history, the owner of the table included.
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit events are append-only' USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER audit_events_append_only
  BEFORE UPDATE OR DELETE ON audit_events
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();

CREATE TRIGGER audit_events_no_truncate
  BEFORE TRUNCATE ON audit_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

-- The only way to an audit event. Raises the revision of the stream's row (which holds its lock until
-- commit), links each body to the event before, and returns the last revision. Each statement of a
-- volatile function sees what committed before it, so the tail is read after the lock was taken.
CREATE FUNCTION append_audit_events(p_stream audit_stream, p_stream_id uuid, p_bodies text[])
RETURNS integer LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_organization_id uuid;
  v_seq integer;
  v_hash bytea;
  v_body text;
  v_event jsonb;
BEGIN
  IF p_stream = 'project' THEN
    UPDATE projects SET revision = revision + cardinality(p_bodies) WHERE id = p_stream_id
      RETURNING organization_id, revision - cardinality(p_bodies) INTO v_organization_id, v_seq;
  ELSE
    UPDATE organizations SET revision = revision + cardinality(p_bodies) WHERE id = p_stream_id
      RETURNING id, revision - cardinality(p_bodies) INTO v_organization_id, v_seq;
  END IF;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no audit stream %', p_stream_id;
  END IF;

  IF v_seq = 0 THEN
    v_hash := decode(repeat('00', 32), 'hex');
  ELSE
    SELECT hash INTO STRICT v_hash FROM audit_events WHERE stream_id = p_stream_id AND seq = v_seq;
  END IF;

  FOREACH v_body IN ARRAY p_bodies LOOP
    v_seq := v_seq + 1;
    v_event := v_body::jsonb;
    IF (v_event ->> 'seq')::integer IS DISTINCT FROM v_seq
      OR (v_event ->> 'stream')::uuid IS DISTINCT FROM p_stream_id THEN
      RAISE EXCEPTION 'audit event out of place in stream %', p_stream_id;
    END IF;
    v_hash := sha256(v_hash || convert_to(v_body, 'UTF8'));
    INSERT INTO audit_events
      (organization_id, stream, stream_id, seq, occurred_at, actor_id, action, subject_id, origin_id, body, hash)
    VALUES (
      v_organization_id, p_stream, p_stream_id, v_seq,
      (v_event ->> 'at')::timestamptz,
      (v_event #>> '{actor,id}')::uuid,
      v_event ->> 'action',
      (v_event #>> '{subject,id}')::uuid,
      (v_event #>> '{origin,id}')::uuid,
      v_body, v_hash
    );
  END LOOP;
  RETURN v_seq;
END
$$;

REVOKE ALL ON FUNCTION append_audit_events(audit_stream, uuid, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append_audit_events(audit_stream, uuid, text[]) TO preflight_app;
