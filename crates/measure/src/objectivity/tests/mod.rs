mod edges;
mod false_alarms;
mod reference;
