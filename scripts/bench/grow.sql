-- Grows the database to 1,000 projects, 206,000 items and 1,000,000 audit events, all chains valid:
-- copies of the first project, and 1,000 events for each project through the one function.
DO $$
DECLARE
  v_source projects%ROWTYPE;
  v_project record;
  v_item uuid;
BEGIN
  SELECT * INTO v_source FROM projects ORDER BY created_at, id LIMIT 1;

  INSERT INTO projects (id, organization_id, slug, name, scope, template_version_id, start_at, created_at)
  SELECT md5('project' || n)::uuid, v_source.organization_id, 'copy-' || n, 'Copy ' || n, 'complete',
    v_source.template_version_id, v_source.start_at, v_source.created_at
  FROM generate_series(1, 900) n;

  INSERT INTO headings (id, organization_id, project_id, parent_id, level, code, title, title_ko, rank, deadline_hours, weight)
  SELECT md5(n || h.id::text)::uuid, h.organization_id, md5('project' || n)::uuid,
    CASE WHEN h.parent_id IS NOT NULL THEN md5(n || h.parent_id::text)::uuid END,
    h.level, h.code, h.title, h.title_ko, h.rank, h.deadline_hours, h.weight
  FROM generate_series(1, 900) n, headings h WHERE h.project_id = v_source.id;

  INSERT INTO items (id, organization_id, project_id, phase_id, group_id, code, title, title_ko, origin, focus_step, rank, due_at, created_at)
  SELECT md5(n || i.id::text)::uuid, i.organization_id, md5('project' || n)::uuid,
    md5(n || i.phase_id::text)::uuid, md5(n || i.group_id::text)::uuid,
    i.code, i.title, i.title_ko, i.origin, i.focus_step, i.rank, i.due_at, i.created_at
  FROM generate_series(1, 900) n, items i WHERE i.project_id = v_source.id;

  FOR v_project IN SELECT id, revision FROM projects LOOP
    SELECT id INTO v_item FROM items WHERE project_id = v_project.id LIMIT 1;
    PERFORM append_audit_events('project', v_project.id, (
      SELECT array_agg(jsonb_build_object(
        'v', 1, 'stream', v_project.id, 'seq', v_project.revision + g,
        'at', to_char(now() - (1001 - g) * interval '1 hour', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'actor', jsonb_build_object('id', v_source.id, 'via', 'session'),
        'action', 'item.claimed', 'subject', jsonb_build_object('type', 'item', 'id', v_item),
        'before', jsonb_build_object('claim', 'todo'), 'after', jsonb_build_object('claim', 'done'))::text
        ORDER BY g)
      FROM generate_series(1, 1000) g));
  END LOOP;
END
$$;
