// What a service in good order shows of itself: the metrics that the catalog names.

/** A histogram of which nine in ten take 0.1 seconds at most and none more than half a second. */
const histogram = (name: string, labels: string, count: number): string =>
  `${name}_bucket{${labels},le="0.1"} ${count * 0.9}
   ${name}_bucket{${labels},le="0.5"} ${count}
   ${name}_bucket{${labels},le="+Inf"} ${count}`;

/** An application, after so many seconds. */
export const appMetrics = (seconds: number): string => `
  process_resident_memory_bytes 100000000
  process_cpu_seconds_total ${seconds * 0.1}
  http_requests_total{route="/orders",status="200"} ${seconds * 10}
  http_requests_total{route="/orders",status="500"} ${seconds}
  ${histogram("http_request_duration_seconds", 'route="/orders"', seconds * 10)}
  ${histogram("http_request_duration_seconds", 'route="/idle"', 5)}
  ${histogram("db_query_duration_seconds", 'table="orders"', seconds)}
  llm_tokens_total ${seconds * 100}
  llm_cost_usd_total ${seconds * 0.01}
  circuit_breaker_open{name="payments"} 0
  payment_retry_attempts_total ${seconds}
  feature_used_total{feature="export"} ${seconds}
  billable_requests_total{plan="pro"} ${seconds}
  signups_total ${seconds}`;

/** What exporters show of the parts that it needs. */
export const exporterMetrics = (seconds: number): string => `
  model_quality_score{model="ranking"} 0.9
  rabbitmq_queue_messages{queue="orders.dlq"} 3
  otelcol_receiver_accepted_spans ${seconds}
  traces_service_graph_request_total{client="web",server="orders"} ${seconds}
  ${histogram("traces_service_graph_request_server_seconds", 'client="web",server="orders"', seconds)}
  ${histogram("traces_spanmetrics_latency", 'span_name="GET /orders"', seconds)}
  pg_stat_activity_count{server="db",state="active"} 20
  pg_stat_activity_count{server="db",state="idle"} 30
  pg_settings_max_connections{server="db"} 100
  redis_keyspace_hits_total ${seconds * 9}
  redis_keyspace_misses_total ${seconds}
  redis_connected_slaves 1
  redis_instance_info{role="master"} 1
  bullmq_job_completed_total ${seconds}
  bullmq_jobs_waiting 2
  container_memory_working_set_bytes{namespace="shop",pod="a",container="web",id="1"} 50
  container_memory_working_set_bytes{namespace="shop",pod="a",container="web",id="2"} 60
  container_cpu_usage_seconds_total{namespace="shop",pod="a",container="web"} ${seconds * 0.3}
  kube_pod_container_resource_limits{namespace="shop",pod="a",container="web",resource="memory"} 100
  kube_pod_container_resource_limits{namespace="shop",pod="a",container="web",resource="cpu"} 1
  pgbackrest_backup_since_last_completion_seconds{stanza="main",backup_type="full"} 7200
  pgbackrest_backup_since_last_completion_seconds{stanza="main",backup_type="incr"} 3600
  velero_backup_last_successful_timestamp ${Date.now() / 1_000 - 3_600}
  pgbackrest_backup_error_status{stanza="main"} 0
  istio_requests_total{reporter="destination"} ${seconds}`;

/** An application in bad order: nobody calls it, and its breaker has been open all the time. */
export const poorMetrics = (): string => `
  http_requests_total{status="200"} 5
  circuit_breaker_open{name="payments"} 1
  redis_connected_slaves 0`;
