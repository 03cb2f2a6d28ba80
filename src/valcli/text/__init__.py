"""What words are: functions on strings that know no facts."""
