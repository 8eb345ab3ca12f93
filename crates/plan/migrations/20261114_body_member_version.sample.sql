UPDATE body_member SET version = 2;
