/** What people of the sample organisation write; links lead to names that nobody owns (RFC 2606). */
export const comments = [
  "Done on staging, production follows with Thursday's window.",
  "스테이징에서 먼저 확인했고, 운영 반영은 목요일 작업 시간에 진행합니다.",
  "The dashboard shows it; see the link below.",
  "Needs a second pair of eyes before we call it done.",
  "알림 임계값을 5분으로 조정했습니다.",
  "Two of three services are through, the last one waits for a certificate.",
  "Agreed with the platform team: same settings as the **checkout web**.",
  "복구 훈련 결과를 런북에 정리해 두었습니다.",
];

export const reasons = [
  "The service keeps no personal data.",
  "이 서비스는 외부에 공개되지 않습니다.",
  "Covered by the platform team for all services.",
  "There is no front end in this project.",
];

export const links = [
  { url: "https://ci.northwind.example/runs/48213", text: "Green run" },
  { url: "https://grafana.northwind.example/d/latency", text: "Latency dashboard" },
  { url: "https://wiki.northwind.example/runbooks/restore", text: "Restore runbook" },
  { url: "https://git.northwind.example/platform/pulls/1842", text: "Pull request" },
  { url: "https://wiki.northwind.example/decisions/0031", text: "Decision record" },
];
