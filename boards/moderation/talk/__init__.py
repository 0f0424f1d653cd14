"""What moderators say to each other about a case (운영자 대화)."""
